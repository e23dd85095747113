// Reports are filed for those of a day and for those of none apart: what they were filed under goes, and they are filed again by the program (EventKeys knows under what).
MATCH (:Report)-[b:IN_BLOCK]->(:Block) CALL (b) { DELETE b } IN TRANSACTIONS OF 10000 ROWS;
