import { fillOutputTemplate, type OutputTemplate } from '@app/config';
import { fileNameFrom } from '@app/storage';
import type { Download, DownloadedFile } from '../download';

type FinishedDownload = Pick<Download, 'title' | 'sourceKey'> & { file: Pick<DownloadedFile, 'media'> };

/** What a video is called on a person's disk: YTDLP_OUTPUT_TEMPLATE, filled in and made safe. */
export function servedFileName(
  { title, sourceKey, file }: FinishedDownload,
  template: OutputTemplate,
): string {
  const { media } = file;
  const { width, height, format } = media;
  const name = fillOutputTemplate(template, {
    title: withoutExtension(title ?? media.title ?? 'video', format),
    id: sourceKey.slice(sourceKey.indexOf(':') + 1),
    ext: format,
    upload_date: media.uploadDate?.replaceAll('-', ''),
    uploader: media.uploader,
    resolution: width === null || height === null ? null : `${String(width)}x${String(height)}`,
    width,
    height,
    duration: Math.round(media.durationSeconds),
    extractor: media.extractor,
  });
  return fileNameFrom(withoutExtension(name, format), format);
}

function withoutExtension(name: string, format: string): string {
  return name.toLowerCase().endsWith(`.${format.toLowerCase()}`) ? name.slice(0, -format.length - 1) : name;
}
