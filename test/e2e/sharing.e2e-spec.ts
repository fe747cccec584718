import type { Client } from '@app/testing/client';
import { newPerson, superAdmin } from '@app/testing/people';
import { ANA, BRUNO, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

interface List {
  total: number;
}

describe('who sees what inside a tenant', () => {
  const system = useSystem();
  const admin = setUp(() => superAdmin(system));
  let student: Client;
  let teacher: Client;
  let bystander: Client;
  let stranger: Client;
  let credential: number;
  let ofCourse: string;
  let ofLink: string;
  let batch: string;
  let announcement: string | undefined;

  beforeAll(async () => {
    [student, teacher, bystander, stranger] = (await Promise.all([
      newPerson(admin, 'student'),
      newPerson(admin, 'theteacher'),
      newPerson(admin, 'bystander'),
      newPerson(admin, 'stranger', { tenant_id: 'other' }),
    ]).then((people) => people.map(({ client }) => client))) as [Client, Client, Client, Client];
    credential = await student.connect(BRUNO);
    const teaching = await teacher.connect(ANA);
    await teacher.get(`/courses?credential_id=${String(teaching)}`);
    const { body } = await student.get<{
      coursework: { id: string; kind: string; title: string | null; videos: object[] }[];
    }>(`/courses/${HISTORY}/coursework?credential_id=${String(credential)}`);
    announcement = body.coursework.find((one) => one.kind === 'announcement' && one.videos.length > 0)?.id;
    const item = body.coursework.find(({ title }) => title === 'Aula 2: a colônia')?.id;
    const input = { course_id: HISTORY, coursework_id: item, credential_id: credential };
    ofCourse = (await student.post<{ id: string }>('/downloads', input)).body.id;
    const link = { url: `${system.sandbox.origin}/media/mapa.mp4` };
    ofLink = (await student.post<{ id: string }>('/downloads', link)).body.id;
    for (const id of [ofCourse, ofLink]) expect((await student.ended(id)).status).toBe('completed');
    const all = await student.post<{ job_id: string }>(`/courses/${HISTORY}/download-all`, {
      credential_id: credential,
      kinds: ['material'],
    });
    batch = all.body.job_id;
    await student.batchEnded(batch);
  });

  const policy = (course_files: string) => admin.call('/tenant', { method: 'PUT', body: { course_files } });
  const seesCourseFile = async (client: Client) => {
    const statuses = [
      (await client.get(`/downloads/${ofCourse}`)).status,
      (await client.get(`/downloads/${ofCourse}/file`)).status,
      (await client.get(`/batch-downloads/${batch}`)).status,
    ];
    expect(new Set(statuses).size).toBe(1);
    const listed = (await client.get<List>(`/downloads?course_id=${HISTORY}`)).body.total > 0;
    expect((await client.get<List>('/batch-downloads')).body.total > 0).toBe(listed);
    expect(listed).toBe(statuses[0] === 200);
    return listed;
  };

  it('should keep course files to who asked for them and the admins, unless the tenant says otherwise', async () => {
    expect((await admin.get('/tenant')).body).toMatchObject({ id: 'school', course_files: 'owner' });
    expect(await seesCourseFile(student)).toBe(true);
    expect(await seesCourseFile(admin)).toBe(true);
    expect(await seesCourseFile(system.client())).toBe(true);
    for (const other of [teacher, bystander, stranger]) expect(await seesCourseFile(other)).toBe(false);
  });

  it('should show them to who teaches the course', async () => {
    expect((await policy('staff')).body.course_files).toBe('staff');
    expect(await seesCourseFile(teacher)).toBe(true);
    for (const other of [bystander, stranger]) expect(await seesCourseFile(other)).toBe(false);
  });

  it('should show them to everyone of the tenant, and to nobody else', async () => {
    await policy('everyone');
    for (const other of [teacher, bystander]) expect(await seesCourseFile(other)).toBe(true);
    expect(await seesCourseFile(stranger)).toBe(false);
  });

  it('should share nothing but finished course files', async () => {
    await policy('everyone');
    expect((await bystander.get(`/downloads/${ofLink}`)).status).toBe(404);
    expect((await bystander.get(`/downloads/${ofLink}/file`)).status).toBe(404);
    expect((await admin.get(`/downloads/${ofLink}`)).status).toBe(200);
    const every = await bystander.get<{ downloads: { status: string; course_id: string | null }[] }>(
      '/downloads',
    );
    for (const { status, course_id } of every.body.downloads)
      expect({ status, course_id }).toEqual({ status: 'completed', course_id: HISTORY });
    system.sandbox.throttle.bytesPerSecond = 50_000;
    const { body } = await student.post<{ id: string; course_id: string }>('/downloads', {
      course_id: HISTORY,
      coursework_id: announcement,
      credential_id: credential,
    });
    expect(body.course_id).toBe(HISTORY);
    expect((await bystander.get(`/downloads/${body.id}`)).status).toBe(404);
    expect((await admin.get(`/downloads/${body.id}`)).status).toBe(200);
    await student.delete(`/downloads/${body.id}`);
    expect((await bystander.get(`/downloads/${body.id}`)).status).toBe(404);
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  it('should let nobody change what is only shared with them', async () => {
    await policy('everyone');
    for (const answer of [
      await bystander.delete(`/downloads/${ofCourse}?purge=true`),
      await bystander.delete(`/downloads/${ofCourse}`),
      await bystander.post(`/downloads/${ofCourse}/retry`),
      await bystander.delete(`/batch-downloads/${batch}`),
      await bystander.post(`/batch-downloads/${batch}/retry-failed`),
    ])
      expect(answer.status).toBe(404);
    const actionsOf = async (client: Client) =>
      (await client.get<{ actions: string[] }>(`/downloads/${ofCourse}`)).body.actions;
    expect(await actionsOf(bystander)).toEqual([]);
    for (const client of [student, admin]) expect(await actionsOf(client)).toEqual(['delete']);
    expect((await student.download(ofCourse)).status).toBe('completed');
  });

  it('should show a Google account to its owner and the admins, whatever the policy', async () => {
    await policy('everyone');
    const path = `/credentials/${String(credential)}`;
    for (const client of [student, admin]) expect((await client.get(path)).status).toBe(200);
    for (const client of [teacher, bystander, stranger]) {
      expect((await client.get(path)).status).toBe(404);
      expect((await client.get(`/courses?credential_id=${String(credential)}`)).status).toBe(404);
    }
  });

  it('should let admins alone set the policy, of their own tenant', async () => {
    for (const client of [student, teacher, system.client()]) {
      expect((await client.get('/tenant')).status).toBe(403);
      expect((await client.call('/tenant', { method: 'PUT', body: { course_files: 'owner' } })).status).toBe(
        403,
      );
    }
    const wrong = await policy('all');
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'course_files' }] } });
    const local = await newPerson(admin, 'localhead', { role: 'admin' });
    const named = { name: 'Escola Aurora' };
    const changed = await local.client.call('/tenant', { method: 'PUT', body: named });
    expect(changed.body).toMatchObject({ id: 'school', name: 'Escola Aurora', course_files: 'everyone' });
    expect((await local.client.get('/tenants')).status).toBe(403);
    expect((await local.client.post('/tenants', { id: 'mine' })).status).toBe(403);
  });

  it('should let super-admins make tenants, whose first admin is invited', async () => {
    const made = await admin.post('/tenants', { id: 'newschool', name: 'New school', course_files: 'staff' });
    expect(made).toMatchObject({ status: 201, body: { id: 'newschool', course_files: 'staff' } });
    expect((await admin.post('/tenants', { id: 'newschool' })).body).toMatchObject({ code: 'tenant.taken' });
    expect((await admin.post('/tenants', { id: '../school' })).status).toBe(400);
    const { tenants } = (await admin.get<{ tenants: { id: string }[] }>('/tenants')).body;
    expect(tenants.map(({ id }) => id)).toEqual(['newschool', 'other', 'school']);
    const email = 'head@newschool.example';
    const invited = await admin.post('/auth/invitations', { email, role: 'admin', tenant_id: 'newschool' });
    const head = { username: 'head', email, full_name: 'Head', password: 'correct-Horse-7-battery' };
    const { body } = await admin.post('/auth/register', { ...head, invitation: invited.body.token });
    expect(body).toMatchObject({ tenant_id: 'newschool', role: 'admin' });
  });
});
