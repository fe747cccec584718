import type { Download } from '@app/downloads';
import { boundedText, TEXT_LIMITS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';

export class ChapterDto {
  @ApiProperty({ nullable: true, type: String, example: 'Introdução' }) title!: string | null;
  @ApiProperty({ format: 'double', example: 0 }) start_seconds!: number;
  @ApiProperty({ format: 'double', nullable: true, type: Number, example: 95.5 }) end_seconds!: number | null;
}

export class VideoMetadataDto {
  @ApiProperty({ nullable: true, type: String, example: 'Aula 1: a chegada' }) title!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'in lists its beginning' })
  description!: string | null;

  @ApiProperty({ format: 'double', nullable: true, type: Number, example: 512.4 })
  duration_seconds!: number | null;

  @ApiProperty({ nullable: true, type: String, example: 'mp4' }) format!: string | null;
  @ApiProperty({ nullable: true, type: Number, example: 1280 }) width!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 720 }) height!: number | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'in words, when another height came than was asked for',
    example: '720p was asked for; the nearest that the source has is 480p.',
  })
  quality_note!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'h264' }) video_codec!: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'aac' }) audio_codec!: string | null;
  @ApiProperty({ example: 'google_drive' }) source!: string;

  @ApiProperty({ nullable: true, type: String, description: 'where the picture is' })
  thumbnail!: string | null;

  @ApiProperty({ type: [String], description: 'languages of the subtitles', example: ['pt'] })
  subtitles!: string[];

  @ApiProperty({
    type: [String],
    description: 'those of them that the site made from the sound',
    example: ['pt'],
  })
  automatic_subtitles!: string[];

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date',
    description: 'when it was published at its source',
  })
  upload_date!: string | null;

  @ApiProperty({ type: [ChapterDto], description: 'left out of lists' }) chapters!: ChapterDto[];
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
    automatic_subtitles: media.automaticSubtitles ?? [],
    upload_date: media.uploadDate ?? null,
    chapters: (media.chapters ?? []).map(({ title: name, startSeconds, endSeconds }) => ({
      title: name,
      start_seconds: startSeconds,
      end_seconds: endSeconds,
    })),
  };
}

/** Without what makes a list of two hundred a burden. */
export function listedMetadata(metadata: VideoMetadataDto): VideoMetadataDto {
  return { ...metadata, description: boundedText(metadata.description, TEXT_LIMITS.excerpt), chapters: [] };
}
