import type { CourseworkItem } from '@app/courses';
import { boundedText, TEXT_LIMITS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { CredentialQuery } from './courses.dto';
import { SyncDto } from './course-sync.dto';
import { OptionalEnum, OptionalQueryBoolean } from '../http/fields';
import { Limit, PageToken } from '../http/paging';
import { VideoDto, videoDto } from './videos.dto';

const KINDS = ['assignment', 'material', 'announcement'] as const;

export class ListCourseworkQuery extends CredentialQuery {
  @OptionalEnum(KINDS)
  kind?: (typeof KINDS)[number];

  @OptionalQueryBoolean({ description: 'only items with, or without, videos' })
  has_video?: boolean;

  @Limit({ max: 200 }) page_size: number = 50;
  @PageToken() page_token?: string;
}

export class CourseworkDto {
  @ApiProperty({ description: "Google's id", example: '702516389911' }) id!: string;
  @ApiProperty({ enum: KINDS, example: 'material' }) kind!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Aula 1: a chegada' }) title!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'its beginning' }) description!: string | null;
  @ApiProperty({ example: 'PUBLISHED' }) state!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Unidade 1' }) topic!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) due_at!: Date | null;
  @ApiProperty({ nullable: true, type: String }) alternate_link!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) created_at!: Date | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) updated_at!: Date | null;
  @ApiProperty({ example: true }) has_video!: boolean;

  @ApiProperty({
    type: [String],
    description: 'kinds of attachments that this version does not know: a video in one of them was not found',
    example: [],
  })
  unknown_materials!: string[];

  @ApiProperty({ type: [VideoDto] }) videos!: VideoDto[];
}

export class CourseworkListDto {
  @ApiProperty({ type: [CourseworkDto] }) coursework!: CourseworkDto[];
  @ApiProperty({ nullable: true, type: String }) next_page_token!: string | null;
  @ApiProperty({ type: SyncDto }) sync!: SyncDto;
}

export function courseworkDto(item: CourseworkItem): CourseworkDto {
  return {
    id: item.googleId,
    kind: item.kind,
    title: item.title,
    description: boundedText(item.description, TEXT_LIMITS.excerpt),
    state: item.state,
    topic: item.topic,
    due_at: item.dueAt,
    alternate_link: item.alternateLink,
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    has_video: item.videos.length > 0,
    unknown_materials: item.unknownMaterials,
    videos: item.videos.map(videoDto),
  };
}
