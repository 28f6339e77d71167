/**
 * How a browser comes back after its line broke. Everybody's line breaks at the same moment when a server dies: each
 * dials at a moment of its own, from the first time on.
 */
export const dialling = { reconnectionDelay: 250, reconnectionDelayMax: 1_000, randomizationFactor: 0.8 } as const
