const EVERY_BYTES = 64 * 1024 * 1024;

/** Says when so much came that the disk should be looked at again. */
export class FreeSpaceMeter {
  private checkedAt = 0;

  /** @param bytes all that came so far. */
  isDue(bytes: number): boolean {
    if (bytes - this.checkedAt < EVERY_BYTES) return false;
    this.checkedAt = bytes;
    return true;
  }
}
