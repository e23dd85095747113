// What an article is about is compared by more words of it, and by its numbers, which the program adds to the profiles (WholeArticles); it is filed under the names that it is about above all.
MATCH (:Report)-[b:IN_BLOCK]->(:Block) CALL (b) { DELETE b } IN TRANSACTIONS OF 10000 ROWS;
