import type { ClassroomItem, ClassroomMaterial } from '@app/google';
import { linksInText } from './links-in-text';
import { classifyLink, type LinkTarget, resourceKeyOf, youtubeVideo } from './video-links';

/** Something in an item that may be a video, and what Classroom says of it. */
export interface ItemLink {
  target: LinkTarget;
  title: string | null;
  thumbnailUrl: string | null;
}

/** Everything in an item that may be a video: its materials of every kind, then the links in its text. */
export function linksOfItem(item: ClassroomItem): ItemLink[] {
  const fromMaterials = (item.materials ?? []).flatMap((material) => linkOfMaterial(material) ?? []);
  const text = [item.description, item.text].filter((part) => typeof part === 'string').join('\n');
  const fromText = linksInText(text).flatMap((url) => {
    const target = classifyLink(url);
    return target ? [{ target, title: null, thumbnailUrl: null }] : [];
  });
  return [...fromMaterials, ...fromText];
}

/** Kinds that we do not know, or that hold no video (forms, gems, notebooks), are nothing. */
function linkOfMaterial(material: ClassroomMaterial): ItemLink | undefined {
  if (material.youtubeVideo?.id) {
    const { id, title, thumbnailUrl } = material.youtubeVideo;
    return {
      target: { kind: 'video', video: youtubeVideo(id) },
      title: title ?? null,
      thumbnailUrl: thumbnailUrl ?? null,
    };
  }
  const file = material.driveFile?.driveFile;
  if (file?.id) {
    const drive = { fileId: file.id, resourceKey: resourceKeyIn(file.alternateLink), isFolder: false };
    return {
      target: { kind: 'drive', drive },
      title: file.title ?? null,
      thumbnailUrl: file.thumbnailUrl ?? null,
    };
  }
  if (material.link?.url) {
    const target = classifyLink(material.link.url);
    return (
      target && {
        target,
        title: material.link.title ?? null,
        thumbnailUrl: material.link.thumbnailUrl ?? null,
      }
    );
  }
  return undefined;
}

function resourceKeyIn(link: string | null | undefined): string | null {
  return link && URL.canParse(link) ? resourceKeyOf(new URL(link)) : null;
}
