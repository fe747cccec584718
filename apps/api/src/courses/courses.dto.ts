import { type Course } from '@app/courses';
import { boundedText, TEXT_LIMITS } from '@app/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CredentialId, OptionalQueryBoolean } from '../http/fields';
import { SyncDto, syncDto } from './course-sync.dto';

export const STATES = ['ACTIVE', 'ARCHIVED', 'PROVISIONED', 'DECLINED', 'SUSPENDED'];

export class CredentialQuery {
  @ApiProperty({ description: 'the Google account to look through', example: 1 })
  @CredentialId()
  credential_id!: number;
}

export class OneCourseQuery extends CredentialQuery {
  @OptionalQueryBoolean({ description: "adds Google's own answer", default: false })
  raw: boolean = false;
}

export class TeacherDto {
  @ApiProperty({ example: '107387627706621862345' }) id!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Ana Souza' }) name!: string | null;
}

export class CourseDto {
  @ApiProperty({ description: "Google's id", example: '702516387042' }) id!: string;
  @ApiProperty({ example: 'História do Brasil 9º ano' }) name!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Turma A' }) section!: string | null;
  @ApiProperty({ nullable: true, type: String }) description_heading!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'in lists its beginning',
    example: 'Da colônia à república',
  })
  description!: string | null;

  @ApiProperty({ enum: STATES, example: 'ACTIVE' }) state!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Sala 12' }) room!: string | null;
  @ApiProperty({ nullable: true, type: String, example: '107387627706621862345' }) owner_id!: string | null;
  @ApiProperty({ type: [TeacherDto] }) teachers!: TeacherDto[];

  @ApiProperty({
    type: [String],
    description: 'names, as Classroom orders them; none before the first reading',
    example: ['Unidade 1: colônia'],
  })
  topics!: string[];

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

  @ApiProperty({ type: SyncDto }) sync!: SyncDto;
}

export class CourseWithRawDto extends CourseDto {
  @ApiPropertyOptional({ type: Object, description: "Google's own answer, with ?raw=true" })
  raw_payload?: unknown;
}

/** As it stands in a list. */
export function listedCourseDto(course: Course): CourseDto {
  return { ...courseDto(course), description: boundedText(course.description, TEXT_LIMITS.excerpt) };
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
    topics: course.topics,
    role: course.role,
    alternate_link: course.alternateLink,
    synced_at: course.sync.syncedAt,
    sync: syncDto(course),
  };
}
