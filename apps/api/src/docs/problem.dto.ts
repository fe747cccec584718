import type { ErrorCode } from '@app/kernel';
import { FIELD_CODES, type FieldCode } from '../http/field-codes';
import { ApiProperty } from '@nestjs/swagger';
import { ERROR_TABLE } from '../http/error-table';

export class FieldProblem {
  @ApiProperty({ example: 'credential_id' }) field!: string;
  @ApiProperty({ example: 'credential_id is required' }) message!: string;

  @ApiProperty({ enum: FIELD_CODES, description: 'what of it is wrong', example: 'required' })
  code!: FieldCode;

  @ApiProperty({ required: false, description: 'what it may have at least or at most', example: 50 })
  limit?: number;
}

export class BlockedProblem {
  @ApiProperty({ nullable: true, type: String, example: 'Aula 3.mp4' }) title!: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'drive.forbidden' }) code!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    example: 'The owner does not allow this file to be downloaded.',
  })
  reason!: string | null;

  @ApiProperty({ nullable: true, type: String }) hint!: string | null;
}

/** How every error looks (RFC 9457). */
export class Problem {
  @ApiProperty({ example: 'urn:classroom-downloader:error:download.not-found' }) type!: string;
  @ApiProperty({ example: 'No such download' }) title!: string;
  @ApiProperty({ example: 404 }) status!: number;

  @ApiProperty({ example: 'There is no download 01890a5d-ac96-774b-bcce-b302099a8057 here.' })
  detail!: string;

  @ApiProperty({ example: '/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057' }) instance!: string;

  @ApiProperty({
    enum: Object.keys(ERROR_TABLE),
    description: 'stable, for programs; docs/errors.md lists all. A later version may have more',
    example: 'download.not-found',
  })
  code!: ErrorCode;

  @ApiProperty({
    required: false,
    description: 'what to do about it',
    example: 'List your downloads to see which there are.',
  })
  hint?: string;

  @ApiProperty({ required: false, example: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11' }) correlation_id?: string;

  @ApiProperty({ required: false, description: 'seconds; also in `Retry-After`', example: 42 })
  retry_after?: number;

  @ApiProperty({
    required: false,
    type: [FieldProblem],
    description: 'of `request.invalid`: up to 20 wrong fields',
  })
  errors?: FieldProblem[];

  @ApiProperty({ required: false, description: 'of `request.too-many`: which count', example: 'users' })
  policy?: string;

  @ApiProperty({ required: false, description: 'of `request.too-many`: how many a minute', example: 600 })
  limit?: number;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'of `request.address-blocked`: when the address is let in again',
  })
  until?: Date;

  @ApiProperty({ required: false, description: 'of `request.forbidden`: what the caller may not do' })
  action?: string;

  @ApiProperty({
    required: false,
    description: 'of `request.unauthenticated`: `revoked` or `expired`, for an API key',
  })
  ended?: string;

  @ApiProperty({ required: false, description: 'of `auth.on-behalf-refused` and `connect.declined`: why' })
  reason?: string;

  @ApiProperty({
    required: false,
    description: 'of `auth.second-factor-required`: for POST /auth/second-factor/verify',
  })
  challenge?: string;

  @ApiProperty({ required: false, description: 'of `auth.second-factor-required`: seconds', example: 300 })
  expires_in?: number;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'of `download.under-way`: the one that runs already',
  })
  download_id?: string;

  @ApiProperty({
    required: false,
    type: [BlockedProblem],
    description: 'of `download.nothing`: each video and why',
  })
  blocked?: BlockedProblem[];

  @ApiProperty({
    required: false,
    description: 'of `storage.quota-reached`: `tenant` or `user`',
    example: 'user',
  })
  of?: string;

  @ApiProperty({ required: false, description: 'of `storage.quota-reached` and `download.file-too-large`' })
  limit_bytes?: number;

  @ApiProperty({ required: false, description: 'of `storage.quota-reached`' }) used_bytes?: number;

  @ApiProperty({ required: false, description: 'of `download.file-too-large`, where it is known' })
  file_bytes?: number;

  @ApiProperty({
    required: false,
    type: [String],
    description: 'of `google.missing-scope`',
    example: ['announcements'],
  })
  missing_features?: string[];

  @ApiProperty({
    required: false,
    description: 'of `egress.forbidden`: the destination that may not be reached',
  })
  host?: string;
}
