//! Reading what people have: CSV, TSV, JSON Lines and Parquet, gzipped or not, in mixed encodings and many time forms.
