import type { Readable } from 'node:stream';

export interface StoredFile {
  key: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where the storage keeps files, as seen from the directory that they come from. */
export interface StorageVolume {
  freeBytes: number;
  capacityBytes: number;
  /** That directory is on the same disk. */
  sharesDisk: boolean;
  /** Files are copied here; otherwise they are renamed, which takes no space. */
  copies: boolean;
}

/** Finished files, by key. A key is made of our own ids, so no title and no caller ever names a path. */
export abstract class FileStorage {
  /** From now on files are put into the storage whose marker has this id, and into none that takes its place. */
  abstract bindTo(markerId: string): void;

  /**
   * Moves a local file to `key`; readers see all of it or nothing. May be repeated.
   * @throws StorageUnavailable where another storage, or none, is in the place of the one that this is bound to
   */
  abstract put(key: string, fromPath: string): Promise<void>;

  /** Size and age, or undefined when there is no such file. */
  abstract stat(key: string): Promise<StoredFile | undefined>;

  /** The file's bytes, or a part of them. */
  abstract read(key: string, range?: ByteRange): Readable;

  /** Removes the file; a missing one is no error. */
  abstract remove(key: string): Promise<void>;

  /** Every file, or every one under a prefix. */
  abstract listFiles(prefix?: string): AsyncIterable<StoredFile>;

  /** The groups `<tenant>/<two hex digits>` that keys fall into, in order, from the one behind `after` on. */
  abstract shards(after?: string): AsyncIterable<string>;

  /** Bytes left, or undefined where there is no limit. */
  abstract freeBytes(): Promise<number | undefined>;

  /** The same with more about it, or undefined where there is no limit. */
  abstract volume(fromDirectory: string): Promise<StorageVolume | undefined>;
}
