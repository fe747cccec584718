import type { Course, CourseworkItem, Video } from '@app/courses';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { CredentialId, QueryBoolean, QueryInteger } from '../http/fields';

const STATES = ['ACTIVE', 'ARCHIVED', 'PROVISIONED', 'DECLINED', 'SUSPENDED'];
const KINDS = ['assignment', 'material', 'announcement'] as const;

export class CredentialQuery {
  @ApiProperty({ description: 'the Google account to look through', example: 1 })
  @CredentialId()
  credential_id!: number;
}

export class ListCoursesQuery extends CredentialQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @QueryInteger({ min: 1, max: 200 })
  page_size: number = 50;

  @ApiPropertyOptional({ description: 'next_page_token of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  page_token?: string;

  @ApiPropertyOptional({ enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: string;

  @ApiPropertyOptional({ enum: ['teacher', 'student'] })
  @IsOptional()
  @IsIn(['teacher', 'student'])
  role?: 'teacher' | 'student';
}

export class OneCourseQuery extends CredentialQuery {
  @ApiPropertyOptional({ description: "adds Google's own answer", default: false })
  @IsOptional()
  @QueryBoolean()
  raw: boolean = false;
}

export class ListCourseworkQuery extends CredentialQuery {
  @ApiPropertyOptional({ enum: KINDS })
  @IsOptional()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];

  @ApiPropertyOptional({ description: 'only items with, or without, videos' })
  @IsOptional()
  @QueryBoolean()
  has_video?: boolean;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @QueryInteger({ min: 1, max: 200 })
  page_size: number = 50;

  @ApiPropertyOptional({ description: 'next_page_token of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  page_token?: string;
}

export class TeacherDto {
  @ApiProperty({ example: '107387627706621862345' })
  id!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Ana Souza' })
  name!: string | null;
}

export class SyncDto {
  @ApiProperty({ enum: ['never', 'queued', 'running', 'done', 'failed'], example: 'done' })
  status!: string;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  synced_at!: Date | null;

  @ApiProperty({
    type: [String],
    description: 'kinds that the account did not allow us to read',
    example: [],
  })
  unread_kinds!: string[];

  @ApiProperty({ nullable: true, type: String })
  error_code!: string | null;

  @ApiProperty({ nullable: true, type: String })
  error_message!: string | null;
}

export class CourseDto {
  @ApiProperty({ description: "Google's id", example: '702516387042' })
  id!: string;

  @ApiProperty({ example: 'História do Brasil 9º ano' })
  name!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Turma A' })
  section!: string | null;

  @ApiProperty({ nullable: true, type: String })
  description_heading!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'Da colônia à república' })
  description!: string | null;

  @ApiProperty({ enum: STATES, example: 'ACTIVE' })
  state!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Sala 12' })
  room!: string | null;

  @ApiProperty({ nullable: true, type: String, example: '107387627706621862345' })
  owner_id!: string | null;

  @ApiProperty({ type: [TeacherDto] })
  teachers!: TeacherDto[];

  @ApiProperty({ enum: ['teacher', 'student'], description: 'of the account that looks', example: 'teacher' })
  role!: string;

  @ApiProperty({ nullable: true, type: String, example: 'https://classroom.google.com/c/NzAy' })
  alternate_link!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'when its items were last read',
  })
  synced_at!: Date | null;

  @ApiProperty({ type: SyncDto })
  sync!: SyncDto;
}

export class CourseWithRawDto extends CourseDto {
  @ApiPropertyOptional({ type: Object, description: "Google's own answer, with ?raw=true" })
  raw_payload?: unknown;
}

export class CourseListDto {
  @ApiProperty({ type: [CourseDto] })
  courses!: CourseDto[];

  @ApiProperty({ nullable: true, type: String })
  next_page_token!: string | null;
}

export class VerdictDto {
  @ApiProperty({ enum: ['available', 'unknown', 'unavailable'], example: 'available' })
  state!: string;

  @ApiProperty({ nullable: true, type: String, example: null })
  code!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'why not, in plain words' })
  reason!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'what to do about it' })
  hint!: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  checked_at!: Date | null;
}

export class VideoDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id!: string;

  @ApiProperty({ enum: ['youtube', 'google_drive', 'direct_link', 'other'], example: 'google_drive' })
  source!: string;

  @ApiProperty({ example: 'https://drive.google.com/file/d/1AbCdEf/view' })
  url!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Aula 1.mp4' })
  title!: string | null;

  @ApiProperty({ nullable: true, type: String })
  thumbnail!: string | null;

  @ApiProperty({ nullable: true, type: Number, description: 'bytes', example: 10485760 })
  size!: number | null;

  @ApiProperty({ nullable: true, type: Number, description: 'seconds', example: 512.4 })
  duration!: number | null;

  @ApiProperty({ type: VerdictDto, description: 'whether it can be had, known before queueing' })
  verdict!: VerdictDto;
}

export class CourseworkDto {
  @ApiProperty({ description: "Google's id", example: '702516389911' })
  id!: string;

  @ApiProperty({ enum: KINDS, example: 'material' })
  kind!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Aula 1: a chegada' })
  title!: string | null;

  @ApiProperty({ nullable: true, type: String })
  description!: string | null;

  @ApiProperty({ example: 'PUBLISHED' })
  state!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Unidade 1' })
  topic!: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  due_at!: Date | null;

  @ApiProperty({ nullable: true, type: String })
  alternate_link!: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  created_at!: Date | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  updated_at!: Date | null;

  @ApiProperty({ example: true })
  has_video!: boolean;

  @ApiProperty({
    type: [String],
    description: 'kinds of attachments that this version does not know: a video in one of them was not found',
    example: [],
  })
  unknown_materials!: string[];

  @ApiProperty({ type: [VideoDto] })
  videos!: VideoDto[];
}

export class CourseworkListDto {
  @ApiProperty({ type: [CourseworkDto] })
  coursework!: CourseworkDto[];

  @ApiProperty({ nullable: true, type: String })
  next_page_token!: string | null;

  @ApiProperty({ type: SyncDto })
  sync!: SyncDto;
}

export function syncDto({ sync }: Course): SyncDto {
  return {
    status: sync.status,
    synced_at: sync.syncedAt,
    unread_kinds: sync.unreadKinds,
    error_code: sync.errorCode,
    error_message: sync.errorMessage,
  };
}

export function courseDto(course: Course): CourseDto {
  return {
    id: course.googleId,
    name: course.name,
    section: course.section,
    description_heading: course.descriptionHeading,
    description: course.description,
    state: course.state,
    room: course.room,
    owner_id: course.ownerId,
    teachers: course.teachers,
    role: course.role,
    alternate_link: course.alternateLink,
    synced_at: course.sync.syncedAt,
    sync: syncDto(course),
  };
}

export function courseworkDto(item: CourseworkItem): CourseworkDto {
  return {
    id: item.googleId,
    kind: item.kind,
    title: item.title,
    description: item.description,
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

function videoDto(video: Video): VideoDto {
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
