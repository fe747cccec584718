import type { AssetEntity } from './asset.entity';

/** What of the storage an asset names: the video first, then thumbnail and subtitles. */
export function storageKeysOf({
  storageKey,
  thumbnailKey,
  subtitles,
}: Pick<AssetEntity, 'storageKey' | 'thumbnailKey' | 'subtitles'>): string[] {
  return [storageKey, thumbnailKey, ...Object.values(subtitles)].filter((key) => key !== null);
}
