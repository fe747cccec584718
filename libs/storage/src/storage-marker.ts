/** Says which storage this is. It lies in the storage itself, so it is missing where the storage is not mounted. */
export interface Marker {
  id: string;
  createdAt: Date;
}

export abstract class StorageMarker {
  /** Undefined where there is none. @throws Error where the storage cannot be read */
  abstract readMarker(): Promise<Marker | undefined>;

  /** Makes the marker; the one that is there already wins. */
  abstract createMarker(id: string): Promise<Marker>;

  /** Where a person finds it, for messages. */
  abstract location(): string;
}
