"""How offices head the columns of their own tables: what a column holds, by its head. Blanks and brackets do not count."""

from __future__ import annotations

from collections.abc import Mapping

#: What a cell is to hold → heads that ask for it; the first is ours.
HEADS: Mapping[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级", "绩效维度"),
    "level2": ("二级指标", "二级", "指标类别"),
    "level3": ("三级指标", "三级", "指标名称", "具体指标", "评分项", "考核内容", "评价内容", "评价指标", "考核指标"),
    "nature": ("指标性质", "运算符号", "指标符号", "性质"),
    "target": ("指标值", "年度指标值", "目标值", "评价标准", "评分标准"),
    "measure": ("计量单位", "度量单位", "指标单位"),
    "weight": ("权重", "分值", "满分", "标准分", "标准分值"),
    "self_value": ("自评完成值", "实际完成值", "完成值", "指标数值或定性说明"),
    "self_points": ("自评得分", "自评分", "自评分数", "单位自评得分", "县级自评得分"),
    "recheck_value": ("复核完成值", "核实完成值", "复核值"),
    "recheck_points": (
        "复核得分", "复核分", "评审得分", "专家评分", "考核得分", "评价得分", "财政复核得分", "第三方评分", "最终得分", "核定得分",
    ),
    "difference": ("差值", "分差", "自评与复核差值", "偏差分"),
    "deviation": ("偏离度", "偏差率"),
    "remark": ("备注", "扣分原因", "扣分说明", "扣分依据", "复核意见", "评分说明", "综合意见", "扣分理由"),
    "number": ("序号", "编号"),
    "unit": ("单位", "县市区", "县（市、区）", "单位名称", "县区", "被评价单位", "项目单位", "预算单位", "县名"),
    "rank": ("排名", "名次", "位次"),
    "grade": ("等次", "等级", "评价等级", "评价等次"),
    "cuts": ("主要扣分项", "主要扣分原因", "主要扣分点", "主要问题"),
}  # fmt: skip
