"""What a shopper can do, the same for every assistant and page. Results are plain; no words, no I/O of its own."""
