// What was published in days of each other is found by two names of its beginning, and no longer by one word that is anywhere in it.
MATCH (:Report)-[b:IN_BLOCK]->(:Block) CALL (b) { DELETE b } IN TRANSACTIONS OF 10000 ROWS;
