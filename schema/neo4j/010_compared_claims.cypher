// The claims that a comparison of numbers compares are named in its property claims, a JSON array of their ids: the program fills it (ComparedClaims).

// Reports without a day are filed under a name with a word beside it too: all are filed again by the program (EventKeys knows under what).
MATCH (:Report)-[b:IN_BLOCK]->(:Block) CALL (b) { DELETE b } IN TRANSACTIONS OF 10000 ROWS;
