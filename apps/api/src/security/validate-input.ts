import { classifyRequestedUrl } from '@app/downloads';
import { EgressPolicy } from '@app/egress';
import { AppError } from '@app/kernel';
import { QUALITIES } from '@app/media';
import { Injectable } from '@nestjs/common';
import { instanceProblems, schemaProblems } from './json-schema';
import { sanitizeText } from './sanitize-text';
import type { ValidationResultDto, InputProblemDto, ValidateInputDto } from './validate-input.dto';

const MAX_REASONS = 20;
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

  async validate(input: ValidateInputDto): Promise<ValidationResultDto> {
    const { url, strict, sanitize, schema, data = null } = input;
    const reasons: InputProblemDto[] = [];
    const source = url === undefined ? null : await this.sourceOf(url, strict, reasons);
    reasons.push(...wordProblems(input), ...(schema === undefined ? [] : schemaReasons(schema, data)));
    const sanitized = sanitize === undefined ? null : sanitizeText(sanitize);
    return { valid: reasons.length === 0, reasons, source, sanitized };
  }

  private async sourceOf(url: string, strict: boolean, reasons: InputProblemDto[]): Promise<string | null> {
    try {
      if (strict) await this.egress.checkDestination(url);
      else this.egress.checkUrl(url);
      return classifyRequestedUrl(url).source;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      reasons.push({ field: 'url', code: error.code, message: error.message });
      return null;
    }
  }
}

function wordProblems({ file_type: fileType, quality, format }: ValidateInputDto): InputProblemDto[] {
  const reasons: InputProblemDto[] = [];
  if (fileType !== undefined && !isVideoType(fileType.toLowerCase()))
    reasons.push(unknown('file_type', `Videos and sound only, such as ${FORMATS.join(', ')}.`));
  if (quality !== undefined && !QUALITIES.some((known) => known === quality))
    reasons.push(unknown('quality', `One of ${QUALITIES.join(', ')}.`));
  if (format !== undefined && !FORMATS.includes(format.toLowerCase()))
    reasons.push(unknown('format', `One of ${FORMATS.join(', ')}.`));
  return reasons;
}

function schemaReasons(schema: object, data: unknown): InputProblemDto[] {
  const wrong = schemaProblems(schema).slice(0, MAX_REASONS);
  if (wrong.length > 0) return wrong.map(({ at, message }) => unknown(`schema${at}`, message));
  return instanceProblems(data, schema).map(({ at, message }) => unknown(`data${at}`, message));
}

function isVideoType(type: string): boolean {
  const extension = type.replace(/^(?:video|audio)\/|^\./, '');
  return FORMATS.includes(extension) || MEDIA_TYPES.includes(type);
}

function unknown(field: string, message: string): InputProblemDto {
  return { field, code: 'request.invalid', message };
}
