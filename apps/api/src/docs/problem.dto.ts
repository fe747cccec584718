import { ApiProperty } from '@nestjs/swagger';

/** How every error looks (RFC 9457). */
export class Problem {
  @ApiProperty({ example: 'urn:classroom-downloader:error:download.not-found' })
  type!: string;

  @ApiProperty({ example: 'No such download' })
  title!: string;

  @ApiProperty({ example: 404 })
  status!: number;

  @ApiProperty({ example: 'There is no download 01890a5d-ac96-774b-bcce-b302099a8057 here.' })
  detail!: string;

  @ApiProperty({ example: '/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057' })
  instance!: string;

  @ApiProperty({
    description: 'stable, for programs; docs/errors.md lists all',
    example: 'download.not-found',
  })
  code!: string;

  @ApiProperty({
    required: false,
    description: 'what to do about it',
    example: 'List your downloads to see which there are.',
  })
  hint?: string;

  @ApiProperty({ required: false, example: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11' })
  correlation_id?: string;
}
