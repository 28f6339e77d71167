/** What a test does, in this order; each is shown as it is done. */
export const testSteps = ['devices', 'udp', 'tcp', 'relay', 'onePort', 'quality', 'down', 'up'] as const
export type TestStep = (typeof testSteps)[number]
