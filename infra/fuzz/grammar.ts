import fc from 'fast-check'
import { z } from 'zod'
import { oddNumbers, oddTexts } from './mutate.ts'
import type { Random } from './random.ts'

/** What a message may look like, as JSON Schema, which every zod table can say of itself. */
interface Shape {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Shape>>
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Shape
  readonly items?: Shape
  readonly prefixItems?: readonly Shape[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
}

/** Makes values that a schema takes; texts that the other side has said before are used again, so that ids are real ones. */
export class Grammar {
  readonly #shapes = new Map<z.ZodType, Shape>()
  readonly #heard: string[] = []

  /** Remembers the texts of a value that came back. */
  hear(value: unknown): void {
    if (typeof value === 'string' && value.length < 200 && this.#heard.length < 2_000) this.#heard.push(value)
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) this.hear(inner)
  }

  make(schema: z.ZodType, random: Random): unknown {
    let shape = this.#shapes.get(schema)
    if (shape === undefined) this.#shapes.set(schema, (shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape))
    return this.#of(shape, { random, whole: shape, depth: 0 })
  }

  #of(shape: Shape, at: { readonly random: Random; readonly whole: Shape; readonly depth: number }): unknown {
    const { random, whole } = at
    const inner = (one: Shape): unknown => this.#of(one, { ...at, depth: at.depth + 1 })
    if (at.depth > 12) return null
    if (shape.$ref !== undefined) return inner(whole.$defs?.[shape.$ref.replace('#/$defs/', '')] ?? whole)
    if ('const' in shape) return shape.const
    if (shape.enum !== undefined) return random.any(shape.enum)
    const either = shape.anyOf ?? shape.oneOf
    if (either !== undefined) return inner(random.any(either) ?? {})
    if (shape.allOf !== undefined) return Object.assign({}, ...shape.allOf.map((one) => inner(one) as object)) as unknown
    switch (shape.type) {
      case 'object': return this.#object(shape, random, inner)
      case 'array': return (shape.prefixItems ?? Array.from({ length: random.between(shape.minItems ?? 0, Math.min(shape.maxItems ?? 3, (shape.minItems ?? 0) + 3)) }, () => shape.items ?? {})).map(inner)
      case 'string': return this.#text(shape, random)
      case 'number':
      case 'integer': return this.#number(shape, random)
      case 'boolean': return random.oneIn(2)
      case 'null': return null
      default: return random.any<unknown>([null, 1, 'x', {}, [], ...this.#heard.slice(-1)])
    }
  }

  #object(shape: Shape, random: Random, inner: (one: Shape) => unknown): object {
    const fields = Object.entries(shape.properties ?? {}).filter(([name]) => shape.required?.includes(name) === true || random.oneIn(2))
    const more = typeof shape.additionalProperties === 'object' ? [['x', shape.additionalProperties] as const] : []
    return Object.fromEntries([...fields, ...more].map(([name, one]) => [name, inner(one)]))
  }

  #text({ pattern, format, minLength = 0, maxLength = 60 }: Shape, random: Random): string {
    if (this.#heard.length > 0 && !random.oneIn(4)) return random.any(this.#heard) ?? ''
    if (format === 'uuid') return random.uuid()
    if (format === 'date-time') return new Date(1.7e12 + random.next()).toISOString()
    if (pattern !== undefined) return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: random.next() | 0 })[0] ?? ''
    const text = random.oneIn(3) ? random.pick([...oddTexts]) : 'Hội chẩn '.repeat(4)
    return text.padEnd(minLength, 'ẵ').slice(0, Math.max(minLength, Math.min(maxLength, 4_000)))
  }

  #number({ minimum = -1_000, maximum = 1_000, type }: Shape, random: Random): number {
    if (random.oneIn(8)) return random.pick([...oddNumbers])
    const number = random.between(Math.ceil(Math.max(minimum, -1e9)), Math.floor(Math.min(maximum, 1e9)))
    return type === 'integer' || random.oneIn(2) ? number : Math.min(maximum, number + random.below(1_000) / 1_000)
  }
}
