"""Questions with and without an answer, and the script that counts which are answered."""
