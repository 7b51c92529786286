"""The pack format, the public interface of the project: one module per file or folder."""
