export {
  CheckedList,
  CheckListInput,
  checkPointsList,
  PostListInput,
  postPointsList,
} from './checking-operations.ts';
export {
  getListPart,
  getPointsList,
  ListPart,
  listCardLists,
  listPointsLists,
  resumePointsList,
} from './list-operations.ts';
export { ListLine, PointsList, PointsListDetail } from './points-list.ts';
export { carryOnLists } from './posting-operations.ts';
