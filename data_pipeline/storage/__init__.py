"""Files on disk or in S3: the landing, the warehouse built from it, its SQL models, sweeping and keys."""
