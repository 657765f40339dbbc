import { z } from 'zod';
import type { Environment } from '../environment.js';
import { EXIT, ProgramEnd } from '../flat/exit.js';
import type { NotNow } from '../flat/patience.js';
import { reasonOf } from '../flat/send.js';
import { KEY, YEAR_INDEX, type Item, type Table } from './table.js';

/** Its major version and minor are named, since later ones want a newer Node.js than we do. */
const PACKAGE = '@aws-sdk/client-dynamodb';
const INSTALL = `npm install --no-save ${PACKAGE}@~3.1169.0`;

/** Of the SDK, which is no dependency of ours, what is used here. */
interface Sdk {
  readonly DynamoDBClient: new (options: object) => { send(command: object): Promise<unknown>; destroy(): void };
  readonly ScanCommand: new (input: object) => object;
  readonly QueryCommand: new (input: object) => object;
  readonly BatchWriteItemCommand: new (input: object) => object;
  readonly CreateTableCommand: new (input: object) => object;
  readonly DescribeTableCommand: new (input: object) => object;
}

const Items = z.array(z.record(z.string(), z.record(z.string(), z.unknown())));
const Read = z.object({ Items: Items.default([]), LastEvaluatedKey: Items.element.optional() });
const Put = z.object({
  UnprocessedItems: z
    .record(z.string(), z.array(z.object({ PutRequest: z.object({ Item: Items.element }).optional() })))
    .default({}),
});
const Described = z.object({
  Table: z.object({
    TableStatus: z.string(),
    GlobalSecondaryIndexes: z.array(z.object({ IndexStatus: z.string().optional() })).default([]),
  }),
});

export interface TableOptions {
  readonly table: string;
  /** Null: AWS' own, of the region. */
  readonly endpoint: string | null;
  /** Null: as the SDK finds it in the environment and in AWS' files. */
  readonly region: string | null;
  readonly environment: Environment;
}

/** @throws ProgramEnd where the SDK is not installed; the message has the command that installs it */
export const openTable = async (options: TableOptions, from: string = PACKAGE): Promise<Table> =>
  tableOf(await load(from), options);

const load = async (name: string): Promise<Sdk> => {
  try {
    return (await import(name)) as Sdk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      throw new ProgramEnd(
        EXIT.failed,
        `this needs the SDK of AWS, which is not installed. One command installs it:\n  ${INSTALL}`,
      );
    throw error;
  }
};

const tableOf = (sdk: Sdk, { table: name, endpoint, region, environment }: TableOptions): Table => {
  const isLocal = endpoint !== null;
  const client = new sdk.DynamoDBClient({
    ...(isLocal ? { endpoint, region: region ?? environment['AWS_REGION'] ?? 'local' } : region === null ? {} : { region }),
    // A local server takes any; the SDK does not go without.
    ...(isLocal && environment['AWS_ACCESS_KEY_ID'] === undefined
      ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
      : {}),
    // One notion of patience is enough, and it is ours.
    maxAttempts: 1,
  });
  const ask = async <T extends object>(command: object, read: (answer: unknown) => T): Promise<T | NotNow> => {
    try {
      return read(await client.send(command));
    } catch (error) {
      return later(error, name);
    }
  };
  return {
    name,
    page: ({ after, year }) => {
      const from = { TableName: name, ...(after === null ? {} : { ExclusiveStartKey: after }) };
      const command = year === null ? new sdk.ScanCommand(from) : new sdk.QueryCommand({ ...from, ...ofYear(year) });
      return ask(command, (answer) => {
        const { Items: items, LastEvaluatedKey } = Read.parse(answer);
        return { items, next: LastEvaluatedKey ?? null };
      });
    },
    put: (items) =>
      ask(
        new sdk.BatchWriteItemCommand({ RequestItems: { [name]: items.map((Item) => ({ PutRequest: { Item } })) } }),
        (answer) => ({
          left: (Put.parse(answer).UnprocessedItems[name] ?? []).flatMap(({ PutRequest }): readonly Item[] =>
            PutRequest === undefined ? [] : [PutRequest.Item],
          ),
        }),
      ),
    create: async () => {
      try {
        return await ask(new sdk.CreateTableCommand(definition(name)), () => ({ created: true }));
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceInUseException') return { created: false };
        throw error;
      }
    },
    isActive: () =>
      ask(new sdk.DescribeTableCommand({ TableName: name }), (answer) => {
        const { TableStatus, GlobalSecondaryIndexes } = Described.parse(answer).Table;
        const all = [TableStatus, ...GlobalSecondaryIndexes.map(({ IndexStatus }) => IndexStatus ?? 'ACTIVE')];
        return { active: all.every((status) => status === 'ACTIVE') };
      }),
    close: () => client.destroy(),
  };
};

const ofYear = (year: string): object => ({
  IndexName: YEAR_INDEX,
  KeyConditionExpression: '#year = :year',
  ExpressionAttributeNames: { '#year': 'year' },
  ExpressionAttributeValues: { ':year': { S: year } },
});

/** The flat model. Paid by request, so that there is no throughput to plan. */
const definition = (name: string): object => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [KEY, 'year', 'start'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [{ AttributeName: KEY, KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: YEAR_INDEX,
      KeySchema: [
        { AttributeName: 'year', KeyType: 'HASH' },
        { AttributeName: 'start', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});

const THROTTLED = new Set([
  ...['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded', 'LimitExceededException'],
  ...['InternalServerError', 'ServiceUnavailable', 'TimeoutError'],
]);
const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE)$/;

/** @throws ProgramEnd for what no waiting mends */
const later = (error: unknown, table: string): NotNow => {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (THROTTLED.has(error.name) || UNREACHABLE.test(code))
    return { notNow: `DynamoDB is not ready for more (${code === '' ? error.name : reasonOf(error)})`, after: null };
  if (error.name === 'ResourceNotFoundException') throw new ProgramEnd(EXIT.failed, `there is no table or index for ${table}`);
  if (error.name === 'ResourceInUseException') throw error;
  if (/Credential|Token|Signature|AccessDenied/.test(error.name))
    throw new ProgramEnd(EXIT.failed, `DynamoDB does not let us in (${error.name}): ${error.message}`);
  if (error.message.includes('Region'))
    throw new ProgramEnd(EXIT.failed, 'in which region is the table? Give --region, or set AWS_REGION');
  throw error;
};
