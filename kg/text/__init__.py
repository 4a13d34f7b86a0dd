"""Compare and phrase text: normal forms, stems, word lists, misspellings, short phrases."""
