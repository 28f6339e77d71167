import { Prisma } from '#prisma/generated/client.ts'

const columnOf = (field: string): string => field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

/** The columns of a table under the names that the generated client gives them, for statements that are written by hand. */
export const columnsOf = (alias: string, fields: Readonly<Record<string, string>>, without: readonly string[] = []): Prisma.Sql =>
  Prisma.raw(Object.keys(fields).filter((field) => !without.includes(field)).map((field) => `${alias}.${columnOf(field)} AS "${field}"`).join(', '))

/** A row that came as JSON within the answer of another row: its moments are text. */
export type JsonRow<Row> = {
  readonly [Field in keyof Row]: Row[Field] extends Date ? string : Row[Field] extends Date | null ? string | null : Row[Field]
}

/** The moment that JSON holds as text, where there is one. */
export const optionalMoment = (text: string | null): Date | null => (text === null ? null : new Date(text))
