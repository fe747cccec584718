import { type Coverage, COVERAGE_STATES, type CoverageState } from '@app/batches';
import { ApiProperty } from '@nestjs/swagger';
import { PROGRESS } from '../docs/progress';
import { CredentialId } from '../http/fields';
import { OffsetPageDto, OffsetQuery } from '../http/paging';

export class CoveredVideoDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) video_id!: string;

  @ApiProperty({
    enum: COVERAGE_STATES,
    description: '`waiting`: queued, and for a reason not yet its turn; `blocked`: the verdict says why',
    example: 'saved',
  })
  state!: CoverageState;

  @ApiProperty({ nullable: true, type: String, format: 'uuid', description: 'your download of it' })
  download_id!: string | null;

  @ApiProperty(PROGRESS) progress_percent!: number;
  @ApiProperty({ nullable: true, type: String, example: null }) error_code!: string | null;
  @ApiProperty({ description: 'the saved file has captions', example: true }) has_captions!: boolean;
}

export class CoverageDto {
  @ApiProperty({ example: '702516387042' }) course_id!: string;
  @ApiProperty({ example: 58 }) videos!: number;
  @ApiProperty({ example: 41 }) saved!: number;
  @ApiProperty({ example: 1 }) running!: number;
  @ApiProperty({ example: 2 }) queued!: number;
  @ApiProperty({ example: 1 }) waiting!: number;
  @ApiProperty({ example: 2 }) failed!: number;
  @ApiProperty({ example: 8 }) missing!: number;
  @ApiProperty({ example: 3 }) blocked!: number;

  @ApiProperty({ enum: COVERAGE_STATES, isArray: true, description: 'of each video, in Classroom’s order' })
  states!: CoverageState[];
}

export class CourseCoverageDto extends CoverageDto {
  @ApiProperty({ type: [CoveredVideoDto], description: 'in the same order' }) items!: CoveredVideoDto[];
}

export class ListCoverageQuery extends OffsetQuery {
  @ApiProperty({ description: 'the Google account to look through', example: 1 })
  @CredentialId()
  credential_id!: number;
}

/** `total` counts the courses of the account. */
export class CoverageListDto extends OffsetPageDto {
  @ApiProperty({ type: [CoverageDto], description: 'courses in which no video is known are left out' })
  coverage!: CoverageDto[];
}

export function coverageDto({ courseId, counts, videos }: Coverage): CoverageDto {
  return {
    course_id: courseId,
    videos: videos.length,
    ...counts,
    states: videos.map(({ state }) => state),
  };
}

export function courseCoverageDto(coverage: Coverage): CourseCoverageDto {
  const items = coverage.videos.map((video) => ({
    video_id: video.videoId,
    state: video.state,
    download_id: video.downloadId,
    progress_percent: video.progressPercent,
    error_code: video.errorCode,
    has_captions: video.hasCaptions,
  }));
  return { ...coverageDto(coverage), items };
}
