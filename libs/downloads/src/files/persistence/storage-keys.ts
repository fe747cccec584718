import type { AssetEntity } from './asset.entity';

/** What of the storage an asset names: the video first, then thumbnail, what one is to be made of, and subtitles. */
export function storageKeysOf({
  storageKey,
  thumbnailKey,
  keyFramesKey,
  subtitles,
}: Pick<AssetEntity, 'storageKey' | 'thumbnailKey' | 'keyFramesKey' | 'subtitles'>): string[] {
  return [storageKey, thumbnailKey, keyFramesKey, ...Object.values(subtitles)].filter((key) => key !== null);
}
