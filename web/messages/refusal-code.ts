import type viRefusals from './vi/refusals.json'

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

/** Every refusal that has a sentence: an action that may return another one does not compile. */
export type RefusalCode = Leaves<typeof viRefusals>
