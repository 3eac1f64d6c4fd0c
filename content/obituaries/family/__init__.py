"""The family reads its notice before it is public: a one-time link, an answer, or an override."""
