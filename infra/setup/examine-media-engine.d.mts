export interface Finding {
  readonly state: 'present' | 'missing' | 'wrong'
  readonly name: string
  readonly detail: string
  readonly fix?: string
}

export function examineMediaEngine(environment: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]>
