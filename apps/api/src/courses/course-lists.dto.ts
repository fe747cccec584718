import type { MergedCourses } from '@app/courses';
import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { CredentialProblemDto } from '../credentials/credentials.dto';
import { CredentialId, Optional, OptionalEnum } from '../http/fields';
import { Limit, Offset, OffsetPageDto, PageToken } from '../http/paging';
import { CourseDto, listedCourseDto, STATES } from './courses.dto';

const MAX_COURSES = 200;
/** An installation may have thousands of accounts. */
const MAX_PROBLEMS = 100;

/** Of all accounts: a part of the list by place, or the page behind another one. */
export class ListMergedCoursesQuery {
  @Limit({ max: MAX_COURSES }) limit?: number;
  @Offset() offset?: number;
  @Limit({ max: MAX_COURSES }) page_size: number = 50;
  @PageToken() page_token?: string;

  @OptionalEnum(STATES)
  state?: string;

  @OptionalEnum(['teacher', 'student'])
  role?: 'teacher' | 'student';
}

export class ListCoursesQuery extends ListMergedCoursesQuery {
  @ApiPropertyOptional({
    description:
      'the Google account to look through, in pages by page_token; left out: all of them, by limit and offset, too',
    example: 1,
  })
  @Optional()
  @CredentialId()
  credential_id?: number;
}

/** A course that one account or several see: shown as one that teaches it sees it, where one does. */
export class MergedCourseDto extends CourseDto {
  @ApiProperty({ type: [Number], description: 'the Google accounts that see it', example: [1, 4] })
  credential_ids!: number[];
}

/** As it stands in a list of one account or of all. */
export class ListedCourseDto extends CourseDto {
  @ApiPropertyOptional({
    type: [Number],
    description: 'in lists of all accounts: those that see it',
    example: [1, 4],
  })
  credential_ids?: number[];
}

/** A Google account whose courses are not in the list. */
export class AccountProblemDto extends CredentialProblemDto {
  @ApiProperty({ example: 4 }) credential_id!: number;
  @ApiProperty({ nullable: true, type: String, example: 'ana@school.example' }) email!: string | null;
}

export class MergedCourseListDto extends OffsetPageDto {
  @ApiProperty({ type: [MergedCourseDto] }) courses!: MergedCourseDto[];
  @ApiProperty({ nullable: true, type: String }) next_page_token!: string | null;

  @ApiProperty({
    type: [AccountProblemDto],
    description: `accounts whose courses are missing, and why; ${String(MAX_PROBLEMS)} at most`,
  })
  problems!: AccountProblemDto[];
}

/** What a list of all accounts has besides is missing in that of one. */
export class CourseListDto extends PartialType(
  OmitType(MergedCourseListDto, ['courses', 'next_page_token']),
) {
  @ApiProperty({ type: [ListedCourseDto] }) courses!: ListedCourseDto[];
  @ApiProperty({ nullable: true, type: String }) next_page_token!: string | null;
}

export function mergedListDto(
  { items, total, nextPageToken, problems }: MergedCourses,
  { limit, offset }: { limit: number; offset: number },
): MergedCourseListDto {
  return {
    courses: items.map((course) => ({ ...listedCourseDto(course), credential_ids: course.credentialIds })),
    total,
    limit,
    offset,
    next_page_token: nextPageToken,
    problems: problems.slice(0, MAX_PROBLEMS).map(({ credentialId, email, error }) => ({
      credential_id: credentialId,
      email,
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
    })),
  };
}
