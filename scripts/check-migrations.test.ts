import { describe, expect, it } from 'vitest'
import { migrationFaults } from './check-migrations.ts'

const faults = (sql: string) => migrationFaults('0001_x.sql', sql)

describe('migrationFaults', () => {
  it('lets a plain table and a trigger in capitals pass', () => {
    const table = 'CREATE TABLE `a` (`id` text);\n--> statement-breakpoint\n'
    const trigger = "CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'no'); END;\n"
    expect(faults(table + trigger)).toEqual([])
  })

  it('names the line of a rebuild', () => {
    expect(faults('SELECT 1;\nCREATE TABLE `__new_tickets` (`id` text);')).toEqual([
      'migrations/0001_x.sql:2 rebuilds a table (__new_): write the change by hand',
    ])
  })

  it.each(['DROP TABLE tickets;', 'drop  table `tickets`;', 'DROP TABLE IF EXISTS a;'])('refuses %s', sql => {
    expect(faults(sql)).toHaveLength(1)
  })

  it.each([
    'CREATE TRIGGER t AFTER INSERT ON a begin SELECT 1; END;',
    'CREATE TRIGGER t ON a BEGIN SELECT 1; End;',
  ])('refuses a trigger in small letters: %s', sql => {
    expect(faults(sql)).toHaveLength(1)
  })

  it('refuses CRLF', () => {
    expect(faults('SELECT 1;\r\nSELECT 2;\r\n')).toEqual([
      'migrations/0001_x.sql:1 has CRLF line ends: save it with LF',
    ])
  })

  it('does not read comments and text', () => {
    expect(
      faults("-- the end of DROP TABLE\nINSERT INTO a VALUES ('begin, it''s the end');\n/* end */"),
    ).toEqual([])
  })
})
