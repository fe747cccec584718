import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ItemKind,
  personBySub,
  type SandboxCourse,
  type SandboxItem,
  type School,
} from '../school/school';
import { notFound } from './google-error';
import { type PageQuery, pageOf } from './paging';
import { masked } from './partial-response';
import { callerOf } from './session';
import type { Tokens } from './tokens';

type Query = PageQuery & Record<string, string | string[] | undefined>;

const SCOPES = {
  courses: ['classroom.courses', 'classroom.courses.readonly'],
  rosters: ['classroom.rosters', 'classroom.rosters.readonly', 'classroom.profile.emails'],
  topics: ['classroom.topics', 'classroom.topics.readonly'],
  courseWork: [
    'classroom.coursework.me',
    'classroom.coursework.me.readonly',
    'classroom.coursework.students',
    'classroom.coursework.students.readonly',
  ],
  courseWorkMaterial: ['classroom.courseworkmaterials', 'classroom.courseworkmaterials.readonly'],
  announcement: ['classroom.announcements', 'classroom.announcements.readonly'],
};

const PATHS: Record<ItemKind, { path: string; list: string; states: string }> = {
  courseWork: { path: 'courseWork', list: 'courseWork', states: 'courseWorkStates' },
  courseWorkMaterial: {
    path: 'courseWorkMaterials',
    list: 'courseWorkMaterial',
    states: 'courseWorkMaterialStates',
  },
  announcement: { path: 'announcements', list: 'announcements', states: 'announcementStates' },
};

/** Classroom v1, as far as reading goes. */
export class ClassroomServer {
  constructor(
    private readonly school: School,
    private readonly tokens: Tokens,
  ) {}

  serve(app: FastifyInstance): void {
    app.get('/v1/courses', (request) => this.courses(request));
    app.get('/v1/courses/:courseId', (request) => this.course(request));
    app.get('/v1/courses/:courseId/teachers', (request) => this.teachers(request));
    app.get('/v1/courses/:courseId/topics', (request) => this.topics(request));
    for (const kind of Object.keys(PATHS) as ItemKind[]) {
      app.get(`/v1/courses/:courseId/${PATHS[kind].path}`, (request) => this.items(request, kind));
    }
  }

  private courses(request: FastifyRequest): object {
    const sub = this.caller(request, 'courses');
    const query = request.query as Query;
    const states = listOf(query.courseStates);
    const mine = this.school.courses
      .filter((course) => matchesRole(course, sub, query))
      .filter(({ courseState }) => states.length === 0 || states.includes(courseState));
    const { items, nextPageToken } = pageOf(mine, query, 100);
    return masked(
      { courses: items.map((course) => courseBody(course, sub)), nextPageToken },
      fieldsOf(query),
    );
  }

  private course(request: FastifyRequest): object {
    const sub = this.caller(request, 'courses');
    return masked(courseBody(this.courseFor(request, sub), sub), fieldsOf(request.query as Query));
  }

  private teachers(request: FastifyRequest): object {
    const course = this.courseFor(request, this.caller(request, 'rosters'));
    const teachers = course.teachers.map((sub) => ({
      courseId: course.id,
      userId: sub,
      profile: profileOf(this.school, sub),
    }));
    const { items, nextPageToken } = pageOf(teachers, request.query as Query, 30);
    return masked({ teachers: items, nextPageToken }, fieldsOf(request.query as Query));
  }

  private topics(request: FastifyRequest): object {
    const course = this.courseFor(request, this.caller(request, 'topics'));
    const topics = course.topics.map((topic) => ({
      courseId: course.id,
      ...topic,
      updateTime: course.updateTime,
    }));
    const { items, nextPageToken } = pageOf(topics, request.query as Query, 100);
    return masked({ topic: items, nextPageToken }, fieldsOf(request.query as Query));
  }

  private items(request: FastifyRequest, kind: ItemKind): object {
    const { list, states } = PATHS[kind];
    const sub = this.caller(request, kind);
    const course = this.courseFor(request, sub);
    const query = request.query as Query;
    const wanted = listOf(query[states]);
    const visible = course.items
      .filter(
        (item) => item.kind === kind && (wanted.length === 0 ? ['PUBLISHED'] : wanted).includes(item.state),
      )
      .filter(
        ({ assignees }) =>
          assignees === undefined || course.teachers.includes(sub) || assignees.includes(sub),
      )
      .sort((a, b) => b.updateTime.localeCompare(a.updateTime));
    const { items, nextPageToken } = pageOf(visible, query, 100);
    return masked({ [list]: items.map((item) => itemBody(course, item)), nextPageToken }, fieldsOf(query));
  }

  private caller(request: FastifyRequest, scope: keyof typeof SCOPES): string {
    return callerOf(request, this.school, this.tokens, SCOPES[scope]).sub;
  }

  private courseFor(request: FastifyRequest, sub: string): SandboxCourse {
    const { courseId } = request.params as { courseId: string };
    const course = this.school.courses.find(({ id }) => id === courseId);
    if (!course || !isMember(course, sub)) throw notFound('Requested entity was');
    return course;
  }
}

function isMember(course: SandboxCourse, sub: string): boolean {
  return course.teachers.includes(sub) || course.students.includes(sub);
}

function matchesRole(course: SandboxCourse, sub: string, query: Query): boolean {
  if (query.teacherId === 'me') return course.teachers.includes(sub);
  if (query.studentId === 'me') return course.students.includes(sub);
  return isMember(course, sub);
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function fieldsOf({ fields }: Query): string | undefined {
  return typeof fields === 'string' ? fields : undefined;
}

function courseBody(course: SandboxCourse, sub: string): object {
  const { teachers, students, topics, items, ...body } = course;
  const link = `https://classroom.google.com/c/${Buffer.from(course.id).toString('base64url')}`;
  return {
    ...body,
    alternateLink: link,
    guardiansEnabled: false,
    ...(teachers.includes(sub) ? { enrollmentCode: 'aur0ra' } : {}),
    calendarId: `classroom${String(students.length + topics.length + items.length)}@group.calendar.google.com`,
  };
}

function itemBody(course: SandboxCourse, item: SandboxItem): object {
  const { kind, materials, assignees, ...body } = item;
  const link = `https://classroom.google.com/c/${course.id}/${kind}/${item.id}`;
  const shared = {
    courseId: course.id,
    ...body,
    alternateLink: link,
    creatorUserId: course.ownerId,
    ...(assignees
      ? { assigneeMode: 'INDIVIDUAL_STUDENTS', individualStudentsOptions: { studentIds: assignees } }
      : { assigneeMode: 'ALL_STUDENTS' }),
  };
  const withMaterials = materials.length > 0 ? { ...shared, materials } : shared;
  return kind === 'courseWork' ? { ...withMaterials, workType: 'ASSIGNMENT', maxPoints: 10 } : withMaterials;
}

function profileOf(school: School, sub: string): object {
  const person = personBySub(school, sub);
  const [givenName = '', ...rest] = (person?.name ?? '').split(' ');
  return {
    id: sub,
    name: { givenName, familyName: rest.join(' '), fullName: person?.name },
    permissions: [{ permission: 'CREATE_COURSE' }],
  };
}
