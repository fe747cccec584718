/** What a material may be, as far as Google has told. */
const KINDS = new Set(['driveFile', 'youtubeVideo', 'link', 'form', 'gem', 'notebook']);

/** Kinds of material that are newer than this code, once for each such material. */
export function unknownKinds(materials: unknown): string[] {
  if (!Array.isArray(materials)) return [];
  return materials.flatMap((material: object) => Object.keys(material).filter((key) => !KINDS.has(key)));
}
