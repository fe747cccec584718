import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Allow, IsBoolean, IsObject, IsString, MaxLength, ValidateIf } from 'class-validator';
import { Optional, OptionalString } from '../http/fields';

const JSON_VALUE = [
  { type: 'object', additionalProperties: true },
  { type: 'array', items: {} },
  { type: 'string' },
  { type: 'number', format: 'double' },
  { type: 'boolean' },
  { type: 'null' },
];

/** As it came: what is inside is no DTO. */
function Raw(): PropertyDecorator {
  return Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);
}

/** One or more of them. */
export class ValidateInputDto {
  @ApiPropertyOptional({ example: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' })
  @ValidateIf(
    ({ url, file_type, quality, format, sanitize, schema, data }: ValidateInputDto) =>
      url !== undefined || (file_type ?? quality ?? format ?? sanitize ?? schema ?? data) === undefined,
  )
  @IsString({ context: { missing: 'url is required, or file_type, quality, format, sanitize or schema' } })
  @MaxLength(10_000)
  url?: string;

  @ApiPropertyOptional({
    default: true,
    description: 'false: only what the url spells is looked at, not where its name leads',
  })
  @Optional()
  @IsBoolean()
  strict: boolean = true;

  @OptionalString({ max: 200, description: 'file extension or media type', example: 'video/mp4' })
  file_type?: string;

  @OptionalString({ max: 200, example: '720' })
  quality?: string;

  @OptionalString({ max: 200, description: 'container', example: 'mp4' })
  format?: string;

  @OptionalString({
    max: 2_000,
    maxLength: 2000,
    description: 'a text to be cleaned',
    example: 'Aula  1\u0000',
  })
  sanitize?: string;

  @ApiPropertyOptional({
    type: Object,
    additionalProperties: true,
    description:
      'a JSON schema (draft 2020-12) for `data`, without references, expressions and formats; both together within the size of a request',
    example: { type: 'object', required: ['quality'] },
  })
  @Raw()
  @ValidateIf(({ schema, data }: ValidateInputDto) => (schema ?? data) !== undefined)
  @IsObject()
  schema?: Record<string, unknown>;

  @ApiPropertyOptional({
    oneOf: JSON_VALUE,
    description: 'what is held to `schema`; left out, it is null',
    example: { quality: '720' },
  })
  @Raw()
  @Allow()
  data?: unknown;
}

export class InputProblemDto {
  @ApiProperty({ description: 'a place within `data` or `schema` is a JSON pointer', example: 'url' })
  field!: string;

  @ApiProperty({ example: 'egress.forbidden' }) code!: string;

  @ApiProperty({ example: 'The address 127.0.0.1 is not on the public internet and may not be reached.' })
  message!: string;
}

export class ValidationResultDto {
  @ApiProperty({ example: false }) valid!: boolean;

  @ApiProperty({ type: [InputProblemDto], description: 'why not; empty when it is valid' })
  reasons!: InputProblemDto[];

  @ApiProperty({
    nullable: true,
    type: String,
    enum: ['youtube', 'google_drive', 'direct_link', 'other', null],
    description: 'what the url is, when it is one',
    example: null,
  })
  source!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'the text of `sanitize` in one line, without controls and invisible marks; markup stays',
    example: 'Aula 1',
  })
  sanitized!: string | null;
}
