import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

export class Account extends Model<InferAttributes<Account>, InferCreationAttributes<Account>> {
  declare id: string;
  declare name: string;
  declare guarded: CreationOptional<boolean>;
  declare balance: CreationOptional<number>;
  declare lineCount: CreationOptional<number>;
}

export class Entry extends Model<InferAttributes<Entry>, InferCreationAttributes<Entry>> {
  declare id: string;
  declare kind: string;
  declare on: string;
  declare reason: string;
  declare askedHash: string;
  declare actor: string;
  declare at: Date;
}

export class Posting extends Model<InferAttributes<Posting>, InferCreationAttributes<Posting>> {
  declare entryId: string;
  declare position: number;
  declare accountId: string;
  declare name: string;
  declare amount: number;
}

export class Token extends Model<InferAttributes<Token>, InferCreationAttributes<Token>> {
  declare hash: string;
  declare actor: string;
  declare permissions: string[];
  declare until: Date;
}

/** The tables of `postgres/schema.sql`, as Sequelize sees them. */
export function defineModels(sequelize: Sequelize): void {
  const options = { sequelize, timestamps: false, underscored: true };
  Account.init(
    {
      id: { type: DataTypes.TEXT, primaryKey: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      guarded: DataTypes.BOOLEAN,
      balance: DataTypes.INTEGER,
      lineCount: DataTypes.INTEGER,
    },
    { ...options, tableName: 'accounts' },
  );
  Entry.init(
    {
      id: { type: DataTypes.TEXT, primaryKey: true },
      kind: { type: DataTypes.TEXT, allowNull: false },
      on: { type: DataTypes.DATEONLY, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      askedHash: { type: DataTypes.TEXT, allowNull: false },
      actor: { type: DataTypes.TEXT, allowNull: false },
      at: { type: DataTypes.DATE, allowNull: false },
    },
    { ...options, tableName: 'entries' },
  );
  Posting.init(
    {
      entryId: { type: DataTypes.TEXT, primaryKey: true },
      position: { type: DataTypes.SMALLINT, primaryKey: true },
      accountId: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      amount: { type: DataTypes.INTEGER, allowNull: false },
    },
    { ...options, tableName: 'postings' },
  );
  Token.init(
    {
      hash: { type: DataTypes.TEXT, primaryKey: true },
      actor: { type: DataTypes.TEXT, allowNull: false },
      permissions: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      until: { type: DataTypes.DATE, allowNull: false },
    },
    { ...options, tableName: 'tokens' },
  );
}
