import { stringify } from 'csv-stringify/sync';
import type { SecurityReportDto } from './security-report.dto';

const COLUMNS = [
  'section',
  'what',
  'outcome',
  'count',
  'refused',
  'tenant_id',
  'person',
  'ip',
  'at',
  'until',
] as const;

/**
 * Where a formula would begin if cells ended elsewhere than at commas: in many languages spreadsheets part them at semicolons, and
 * quotes inside such a cell do not hold it together.
 */
const INNER_FORMULA = /(?<=[;\t|,"\r\n ])(?=[=+\-@])/g;

type Line = Partial<Record<(typeof COLUMNS)[number], string | number | Date | null>>;

/** One table for spreadsheets: a line for each line of each list. No cell is a formula, whatever names people gave. */
export function securityReportCsv(report: SecurityReportDto): string {
  return stringify(linesOf(report), {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { date: (at) => at.toISOString(), string: (text) => text.replace(INNER_FORMULA, "'") },
  });
}

function linesOf(report: SecurityReportDto): Line[] {
  const { from, to, made_at: madeAt, tenant_id: tenant, total, refused } = report;
  return [
    { section: 'period', what: 'report', count: total, refused, tenant_id: tenant, at: from, until: to },
    { section: 'period', what: 'made', at: madeAt },
    ...report.by_action.map(({ action, ...line }) => ({ section: 'by_action', what: action, ...line })),
    ...report.by_place.map(({ ip, events, refused: no }) => ({
      section: 'by_place',
      ip,
      count: events,
      refused: no,
    })),
    ...report.refusals.map(({ action, code, count, held_back: held }) => ({
      section: 'refusals',
      what: code === null ? action : `${action} ${code}`,
      outcome: 'refused',
      count: count + held,
    })),
    ...peopleLines(report),
    ...report.shortened.map((section) => ({ section, what: 'there were more' })),
  ];
}

function peopleLines(report: SecurityReportDto): Line[] {
  return [
    ...report.lockouts.map((line) => ({
      section: 'lockouts',
      refused: line.refused,
      tenant_id: line.tenant_id,
      person: line.actor_name,
      at: line.last_at,
    })),
    ...report.blocked_addresses.map((line) => ({ section: 'blocked_addresses', ...line })),
    ...report.unusual_sign_ins.map((line) => ({
      section: 'unusual_sign_ins',
      what: line.new_network ? 'new network' : 'after refused sign-ins',
      refused: line.refused_before,
      tenant_id: line.tenant_id,
      person: line.actor_name,
      ip: line.ip,
      at: line.at,
    })),
  ];
}
