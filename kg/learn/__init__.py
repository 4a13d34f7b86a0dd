"""Learn from a graph: study lists, quizzes, progress."""
