import type { Row } from '../row';
import { cleanUp } from './clean-up';
import { lists } from './lists';
import { monitoring } from './monitoring';
import { claim, heartbeat } from './runs';
import { closedTick, openTick } from './tick';

export const rows: Row[] = [...monitoring, ...lists, closedTick, openTick, claim, heartbeat, cleanUp];
