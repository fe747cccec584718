import type { Video } from '@app/courses';
import { ApiProperty } from '@nestjs/swagger';

export class VerdictDto {
  @ApiProperty({ enum: ['available', 'unknown', 'unavailable'], example: 'available' }) state!: string;
  @ApiProperty({ nullable: true, type: String, example: null }) code!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'why not, in plain words' })
  reason!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'what to do about it' }) hint!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) checked_at!: Date | null;
}

export class VideoDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;

  @ApiProperty({ enum: ['youtube', 'google_drive', 'direct_link', 'other'], example: 'google_drive' })
  source!: string;

  @ApiProperty({ example: 'https://drive.google.com/file/d/1AbCdEf/view' }) url!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Aula 1.mp4' }) title!: string | null;
  @ApiProperty({ nullable: true, type: String }) thumbnail!: string | null;

  @ApiProperty({ nullable: true, type: Number, description: 'bytes', example: 10485760 })
  size!: number | null;

  @ApiProperty({ format: 'double', nullable: true, type: Number, description: 'seconds', example: 512.4 })
  duration!: number | null;

  @ApiProperty({ type: VerdictDto, description: 'whether it can be had, known before queueing' })
  verdict!: VerdictDto;
}

export function videoDto(video: Video): VideoDto {
  const { state, code, reason, hint, checkedAt } = video.verdict;
  return {
    id: video.id,
    source: video.source,
    url: video.url,
    title: video.title,
    thumbnail: video.thumbnailUrl,
    size: video.sizeBytes,
    duration: video.durationSeconds,
    verdict: { state, code, reason, hint, checked_at: checkedAt },
  };
}
