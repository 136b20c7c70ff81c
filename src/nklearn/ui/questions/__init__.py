"""What is answered of a question, one module for each way of answering, and the feedback."""
