import type { Download } from '@app/downloads';
import { ApiProperty } from '@nestjs/swagger';

export class VideoMetadataDto {
  @ApiProperty({ nullable: true, type: String, example: 'Aula 1: a chegada' })
  title!: string | null;

  @ApiProperty({ nullable: true, type: String })
  description!: string | null;

  @ApiProperty({ nullable: true, type: Number, example: 512.4 })
  duration_seconds!: number | null;

  @ApiProperty({ nullable: true, type: String, example: 'mp4' })
  format!: string | null;

  @ApiProperty({ nullable: true, type: Number, example: 1280 })
  width!: number | null;

  @ApiProperty({ nullable: true, type: Number, example: 720 })
  height!: number | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'in words, when another height came than was asked for',
    example: '720p was asked for; the nearest that the source has is 480p.',
  })
  quality_note!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'h264' })
  video_codec!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'aac' })
  audio_codec!: string | null;

  @ApiProperty({ example: 'google_drive' })
  source!: string;

  @ApiProperty({ nullable: true, type: String, description: 'where the picture is' })
  thumbnail!: string | null;

  @ApiProperty({ type: [String], description: 'languages of the subtitles', example: ['pt'] })
  subtitles!: string[];
}

export function metadataDto({ id, source, title, file }: Download): VideoMetadataDto | null {
  if (!file) return null;
  const { media } = file;
  return {
    title: title ?? media.title,
    description: media.description,
    duration_seconds: media.durationSeconds,
    format: media.format,
    width: media.width,
    height: media.height,
    quality_note: media.qualityNote ?? null,
    video_codec: media.videoCodec,
    audio_codec: media.audioCodec,
    source,
    thumbnail: file.thumbnailKey === null ? null : `/api/v1/downloads/${id}/thumbnail`,
    subtitles: Object.keys(file.subtitles),
  };
}
