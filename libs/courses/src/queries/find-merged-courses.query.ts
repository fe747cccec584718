import type { AppError, Viewer } from '@app/kernel';
import { type CourseRole, type Credential, CredentialNeedsReconsent, FindCredentials } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { ListPage, MergedCourse } from '../course';
import { isName, readPageToken, writePageToken } from './page-token';
import { MergedCoursesRepository } from './persistence/merged-courses.repository';
import { SyncCourseLists } from '../sync/sync-course-lists.service';

export interface ListMergedCourses {
  state?: string;
  role?: CourseRole;
  limit: number;
  offset: number;
  pageToken?: string;
}

/** An account whose courses are not in the list, and why. */
export interface AccountProblem {
  credentialId: number;
  email: string | null;
  error: AppError;
}

export interface MergedCourses extends ListPage<MergedCourse> {
  /** Of all pages. */
  total: number;
  problems: AccountProblem[];
}

/** The courses of all accounts that a viewer may use, each course once: of an account what a list of it alone would show. */
@Injectable()
export class FindMergedCourses {
  constructor(
    private readonly credentials: FindCredentials,
    private readonly lists: SyncCourseLists,
    private readonly courses: MergedCoursesRepository,
  ) {}

  async listMerged(request: ListMergedCourses, viewer: Viewer): Promise<MergedCourses> {
    const after = readPageToken(request.pageToken, isName);
    const accounts = await this.credentials.listCredentials(viewer);
    const active = accounts.filter(({ status }) => status === 'active');
    const unread = await this.lists.refresh(active);
    const { state, role, limit, offset } = request;
    const credentialIds = active.map(({ id }) => id).filter((id) => !unread.has(id));
    const filter = { tenantId: viewer.tenantId, credentialIds, state, role };
    const total = await this.courses.count(filter);
    const found = await this.courses.listMerged(filter, { limit: limit + 1, offset, after });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const nextPageToken = found.length > limit && last ? writePageToken([last.name, last.id]) : null;
    return { items, nextPageToken, total, problems: problemsOf(accounts, unread) };
  }
}

/** Accounts that somebody has disconnected are no problem. */
function problemsOf(accounts: Credential[], unread: ReadonlyMap<number, AppError>): AccountProblem[] {
  return accounts.flatMap(({ id: credentialId, email, status }) => {
    const ended = status === 'needs_reconsent' ? new CredentialNeedsReconsent(email) : undefined;
    const error = ended ?? unread.get(credentialId);
    return error ? [{ credentialId, email, error }] : [];
  });
}
