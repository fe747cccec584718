import {
  type ApiBodyOptions,
  ApiProperty,
  type ApiPropertyOptions,
  ApiPropertyOptional,
  getSchemaPath,
} from '@nestjs/swagger';
import { DownloadRequestOptionsDto } from './download-options.dto';

const CREDENTIAL = {
  type: 'integer',
  minimum: 1,
  description: 'the Google account to fetch with',
  example: 1,
} as const;

const GOOGLE_ID: ApiPropertyOptions = {
  oneOf: [
    { type: 'string', maxLength: 255 },
    { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  ],
};

/** Every video of an item of a course. */
export class DownloadCourseworkDto extends DownloadRequestOptionsDto {
  @ApiPropertyOptional({
    ...GOOGLE_ID,
    description: "Google's id of the course; needed when it was not read yet, or several have such an item",
    example: '702516387042',
  })
  course_id?: string | number;

  @ApiProperty({ ...GOOGLE_ID, description: "Google's id of the item", example: '702516389911' })
  coursework_id!: string | number;

  @ApiProperty(CREDENTIAL)
  credential_id!: number;
}

/** A video that discovery found. */
export class DownloadVideoDto extends DownloadRequestOptionsDto {
  @ApiProperty({
    format: 'uuid',
    description: 'from a coursework list',
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
  })
  video_id!: string;

  @ApiPropertyOptional(CREDENTIAL)
  credential_id?: number;
}

/** Any address of a video. */
export class DownloadUrlDto extends DownloadRequestOptionsDto {
  @ApiProperty({ maxLength: 4096, example: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' })
  url!: string;

  @ApiPropertyOptional(CREDENTIAL)
  credential_id?: number;
}

export const DOWNLOAD_FORMS = [DownloadCourseworkDto, DownloadVideoDto, DownloadUrlDto];

/** The three ways to ask, exactly one of which a body has. A member that is null is as good as left out. */
export const DOWNLOAD_REQUEST: ApiBodyOptions = {
  schema: { oneOf: DOWNLOAD_FORMS.map((form) => ({ $ref: getSchemaPath(form) })) },
  examples: {
    coursework: {
      summary: 'every video of an item',
      value: { course_id: '702516387042', coursework_id: '702516389911', credential_id: 1 },
    },
    video: {
      summary: 'a video from a coursework list',
      value: { video_id: '01890a5d-ac96-774b-bcce-b302099a8057', quality: '720' },
    },
    url: {
      summary: 'any address',
      value: { url: 'https://www.youtube.com/watch?v=jNQXAC9IVRw', subtitles: false },
    },
  },
};
