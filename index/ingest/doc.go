// Package ingest imports articles in bulk into an index.Engine: from files,
// folders, globs, archives and standard input.
//
// # How it flows
//
// One goroutine reads a source and puts a job for each file into two queues:
// one that the parse workers empty in any order, and one that the collector
// empties in the order read. The collector drops duplicates, makes batches and
// hands them to Engine.Put, one at a time, while the next batch fills. So the
// order of the documents is the order read, whatever the number of workers, and
// memory is bounded by the queues and two batches.
//
// A worker that meets an archive, or a file that is too large for one article,
// hands it back; the collector then has it read, in its place, as a stream that
// feeds the same workers.
//
// # Names
//
// A document is named by its path inside its source: the folder, the archive, or
// for a single file the file itself. An archive in a folder counts as a folder of
// that name. The one folder that everything in an archive is in is left out, so
// that an archive of a folder gives the same names as the folder: unless a tar
// archive comes as a stream, where that is not known in time, or says by
// WholePaths that its names are whole. Ids and links between articles are made of
// these names, and reading a stored article again by its name gives the same
// article. One of several articles of a file has "#" and its id added.
//
// # Origins
//
// An article is stored with its origin, the label of what it came from: what
// pruning compares with the source. It is the absolute path of a folder, an
// archive or a pattern. Files belong to their folder, so that hundreds of them
// that a shell makes of a pattern are one origin, and that importing one of them
// later finds what the folder's import stored. They never prune the others.
//
// # What a source may do
//
// Everything inside a source is data from a stranger. Archives and compression
// are told by content. Names are never used as paths. What is unpacked is
// counted while it is read, never taken from a header. See Limits.
//
// The package is the importer of fsnotify, and reads zstd, gzip and deflate with
// klauspost/compress.
package ingest
