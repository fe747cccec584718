/** Of the sandbox's school: the teacher, two students, and her three courses. */
export const ANA = 'ana.souza@escola-aurora.example';
export const BRUNO = 'bruno.lima@escola-aurora.example';
export const CARLA = 'carla.dias@escola-aurora.example';
export const HISTORY = '702516387042';
export const SCIENCE = '702516387111';
export const OLD_HISTORY = '602516380001';
