// The claims that a comparison of numbers compares are named in its property claims, a JSON array of their ids: the program fills it (ComparedClaims).
