import { classifyRequestedUrl } from '@app/downloads';
import { EgressPolicy } from '@app/egress';
import { AppError } from '@app/kernel';
import { QUALITIES } from '@app/media';
import { Injectable } from '@nestjs/common';
import type { ValidationResultDto, InputProblemDto, ValidateInputDto } from './security.dto';

/** Containers that are kept and played. */
const FORMATS = [
  'mp4',
  'm4v',
  'mov',
  'mkv',
  'webm',
  'avi',
  'mpeg',
  'mpg',
  'ogv',
  '3gp',
  'm4a',
  'mp3',
  'ogg',
  'opus',
];
/** Media types that do not spell the extension. */
const MEDIA_TYPES = [
  'video/quicktime',
  'video/x-matroska',
  'video/x-msvideo',
  'video/3gpp',
  'audio/mpeg',
  'audio/x-m4a',
];

/** Says what would become of an input without doing anything with it. */
@Injectable()
export class ValidateInput {
  constructor(private readonly egress: EgressPolicy) {}

  async validate({
    url,
    file_type: fileType,
    quality,
    format,
  }: ValidateInputDto): Promise<ValidationResultDto> {
    const reasons: InputProblemDto[] = [];
    const source = url === undefined ? null : await this.sourceOf(url, reasons);
    const type = fileType?.toLowerCase();
    if (type !== undefined && !isVideoType(type))
      reasons.push(unknown('file_type', `Videos and sound only, such as ${FORMATS.join(', ')}.`));
    if (quality !== undefined && !QUALITIES.some((known) => known === quality))
      reasons.push(unknown('quality', `One of ${QUALITIES.join(', ')}.`));
    if (format !== undefined && !FORMATS.includes(format.toLowerCase()))
      reasons.push(unknown('format', `One of ${FORMATS.join(', ')}.`));
    return { valid: reasons.length === 0, reasons, source };
  }

  private async sourceOf(url: string, reasons: InputProblemDto[]): Promise<string | null> {
    try {
      await this.egress.checkDestination(url);
      return classifyRequestedUrl(url).source;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      reasons.push({ field: 'url', code: error.code, message: error.message });
      return null;
    }
  }
}

function isVideoType(type: string): boolean {
  const extension = type.replace(/^(?:video|audio)\/|^\./, '');
  return FORMATS.includes(extension) || MEDIA_TYPES.includes(type);
}

function unknown(field: string, message: string): InputProblemDto {
  return { field, code: 'request.invalid', message };
}
