/** Why minutes are not open, by their words under `minutes.page`. */
export const closedWords = {
  'minutes.too-early': 'tooEarly', 'minutes.not-started': 'notStarted', 'minutes.no-secretary': 'noSecretary', 'case.not-allowed': 'notOpen', 'case.not-found': 'notOpen',
} as const
